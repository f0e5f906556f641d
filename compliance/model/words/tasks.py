"""Words for what a purpose does, in neutral terms; which of them a law lists is for the catalogs to say."""

from __future__ import annotations

from compliance.model.words.base import Word


class Task(Word):
    """What a system is used for."""

    CREDIT_SCORING = "credit_scoring", "Judging whether people can repay, or scoring their credit."
    FRAUD_DETECTION = "fraud_detection", "Finding financial fraud."
    LIFE_HEALTH_INSURANCE = (
        "life_health_insurance",
        "Assessing risks and prices of life or health insurance for people.",
    )
    OTHER_INSURANCE = "other_insurance", "Assessing risks and prices of other insurance."
    PUBLIC_BENEFITS = "public_benefits", "Deciding on public assistance, benefits and services."
    EMERGENCY_DISPATCH = (
        "emergency_dispatch",
        "Sorting emergency calls, dispatching help, triage of patients in need.",
    )
    RECRUITMENT = "recruitment", "Advertising jobs to chosen people, filtering and judging candidates."
    WORK_MANAGEMENT = (
        "work_management",
        "Deciding on terms, promotion, dismissal and tasks, or watching and judging work.",
    )
    ADMISSION = "admission", "Deciding who is admitted or assigned to education."
    LEARNING_ASSESSMENT = "learning_assessment", "Evaluating what people have learnt."
    EDUCATION_LEVEL = "education_level", "Deciding which level of education people get."
    EXAM_MONITORING = "exam_monitoring", "Watching for forbidden behaviour in exams."
    BIOMETRIC_IDENTIFICATION = (
        "biometric_identification",
        "Finding out who somebody is by comparing with many.",
    )
    BIOMETRIC_VERIFICATION = "biometric_verification", "Confirming that somebody is who they say."
    BIOMETRIC_CATEGORISATION = (
        "biometric_categorisation",
        "Sorting people into groups by features of their body.",
    )
    FACE_DATABASE = "face_database", "Building or extending a collection of faces to recognise people with."
    CRITICAL_INFRASTRUCTURE = (
        "critical_infrastructure",
        "Running or protecting traffic, water, gas, heat, power, networks.",
    )
    POLICING = "policing", "Preventing, finding and prosecuting crime."
    VICTIM_RISK = "victim_risk", "Judging who may become the victim of a crime."
    LIE_DETECTION = "lie_detection", "Polygraphs and the like."
    EVIDENCE_ASSESSMENT = "evidence_assessment", "Judging how reliable evidence is."
    ENTRANT_RISK = "entrant_risk", "Judging the risk that somebody poses who enters a country."
    APPLICATION_EXAMINATION = (
        "application_examination",
        "Examining applications for asylum, visas and permits.",
    )
    MIGRATION = "migration", "Asylum, visas, migration and border control."
    JUSTICE = "justice", "Helping courts or arbitrators to find facts and apply law."
    ELECTIONS = "elections", "Influencing votes or how people vote."
    CARE = "care", "Treating and caring for people."
    DIAGNOSIS = "diagnosis", "Recognising or predicting illness."
    MEDICAL_DOCUMENTATION = "medical_documentation", "Writing, coding and summarising clinical documents."
    CUSTOMER_SUPPORT = "customer_support", "Answering customers."
    MARKETING = "marketing", "Advertising and selling."
    CONTENT_PUBLISHING = "content_publishing", "Publishing content to the public."
    CONTENT_GENERATION = "content_generation", "Making text, pictures, sound or video."
    SOFTWARE_DEVELOPMENT = "software_development", "Writing and changing programs."
    COMPANIONSHIP = "companionship", "Keeping people company in conversation."
    EDUCATION_SUPPORT = "education_support", "Supporting teaching and learning without judging anybody."
    MODEL_TRAINING = "model_training", "Training, tuning or testing models."
    RESEARCH = "research", "Scientific or statistical research."
    SAFETY = "safety", "Protecting people from harm by machines, vehicles or places."
    PUBLIC_SAFETY = "public_safety", "Protecting order and safety in public places."
    PAYMENTS = "payments", "Taking and settling payments."
    BILLING = "billing", "Charging for services."
    PERSONNEL = "personnel", "Administering staff without judging them: pay, leave, files."
    SERVICE_IMPROVEMENT = "service_improvement", "Measuring and improving a service."
    ENTRY_CONTROL = "entry_control", "Letting people into rooms and places."
    LICENSING = "licensing", "Granting permits and licences."
    OTHER = "other", "Something none of these words describes."
